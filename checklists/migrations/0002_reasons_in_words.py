"""The reason of an answer may be a sentence, as the glossary has it for what does not apply."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checklists", "0001_first")]

    operations = [
        migrations.AlterField(model_name="answer", name="reason", field=models.TextField(default="")),
        migrations.AlterField(model_name="answerrevision", name="reason", field=models.TextField(default="")),
    ]
