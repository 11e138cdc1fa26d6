from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0002_worths'),
    ]

    operations = [
        migrations.AlterField(
            model_name='budget',
            name='state',
            field=models.CharField(choices=[('open', 'Being developed'), ('submitted', 'Handed in'), ('returned', 'Returned with a question'), ('approved', 'Approved'), ('true_up', 'To be adjusted to new amounts')], default='open', max_length=10),
        ),
    ]
