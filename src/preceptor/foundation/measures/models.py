"""Table of the values that measures had on a day."""

from django.db import models


class MeasureValue(models.Model):
    """The value of a measure on a day as it was computed then, with the records behind it."""

    code = models.CharField(max_length=80)
    on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    unit = models.CharField(max_length=40)
    records = models.JSONField(default=list)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "on"], name="measures_value_once_a_day")]

    def __str__(self) -> str:
        return f"{self.code} {self.on}"
