"""An activity keeps the codes of the competencies that it worked on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0002_exemptions")]

    operations = [
        migrations.AddField("activity", "competencies", models.JSONField(db_default=[], default=list)),
    ]
