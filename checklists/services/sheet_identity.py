"""Whether a sheet that came back belongs to the assessment that it is brought to."""

from uuid import UUID

from checklists.formats.workbook.cells import refused
from checklists.formats.workbook.layout import Identity
from checklists.models import Assessment, QuestionnaireVersion
from checklists.services.rows import organisation_in_scope

ANOTHER = "Ask for the sheet of this one, or open the assessment that it belongs to."


def is_of_earlier(identity: Identity, assessment: Assessment) -> bool:
    """Whether it is of an earlier round or version. Raises Invalid for a sheet of anything else."""
    if identity.organisation != str(organisation_in_scope().pk):
        raise refused("other_organisation", f"This sheet was made for another organisation. {ANOTHER}")
    if identity.assessment == str(assessment.pk):
        same = identity.version == str(assessment.questionnaire_version_id)
        return not same and _same_questionnaire(identity, assessment)
    made_for = _assessment(identity.assessment)
    if made_for is None or made_for.model_use_id != assessment.model_use_id:
        named = f", {made_for.model_use.name}" if made_for else ""
        raise refused("other_assessment", f"This sheet was made for another assessment{named}. {ANOTHER}")
    return _same_questionnaire(identity, assessment)


def _assessment(key: str) -> Assessment | None:
    return Assessment.objects.filter(pk=key).select_related("model_use").first() if _is_key(key) else None


def _same_questionnaire(identity: Identity, assessment: Assessment) -> bool:
    same = assessment.questionnaire_version.questionnaire_id
    versions = QuestionnaireVersion.objects.filter(questionnaire=same)
    if not _is_key(identity.version) or not versions.filter(pk=identity.version).exists():
        raise refused("other_questionnaire", f"This sheet was made from another questionnaire. {ANOTHER}")
    return True


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
