"""Names in the schema for the sets of keys that share a field's name, since a client's code is made from them."""

from checklists.models.assessments import AssessmentState
from checklists.models.changes import ChangeState
from checklists.models.dossiers import DossierState
from checklists.models.evaluations import EvaluationState
from checklists.models.model_uses import UseState
from checklists.models.prices import PriceState
from checklists.models.vendors import RegisterState
from checklists.rules.answers import State
from checklists.rules.life import LifeState

REGISTER_STATES = [str(word) for word in RegisterState]
USE_STATES = [str(word) for word in UseState]
ASSESSMENT_STATES = [str(word) for word in AssessmentState]
ANSWER_STATES = [str(word) for word in State]
PRICE_STATES = [str(word) for word in PriceState]
DOSSIER_STATES = [str(word) for word in DossierState]
LIFE_STATES = [str(word) for word in LifeState]
EVALUATION_STATES = [str(word) for word in EvaluationState]
CHANGE_STATES = [str(word) for word in ChangeState]
