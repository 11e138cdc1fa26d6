from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='schoolshare',
            name='worths',
            field=models.JSONField(blank=True, null=True),
        ),
    ]
