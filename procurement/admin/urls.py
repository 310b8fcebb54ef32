"""Where the pages of our own stand, under the admin's address."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from procurement.admin import (
    ai_model_page,
    asking,
    catalogue_pages,
    changes,
    check_tool,
    decide,
    dossier_pages,
    duties,
    duty_plans,
    evidence_files,
    facts_page,
    findings_list,
    findings_pages,
    gates,
    history_pages,
    invitations,
    judgement_page,
    mail,
    money_page,
    overview,
    people,
    questionnaire_pages,
    resting_page,
    review,
    scale_page,
    signing_in,
    you,
)
from procurement.admin.by_sheet import sending, taking
from procurement.admin.compare import as_csv, listing, own_test, plan, results
from procurement.admin.sheet import page as sheet

View = Callable[..., Any]
Route = tuple[str, View, str]

ASSESSMENT: tuple[Route, ...] = (
    ("", overview.overview, "assessment"),
    ("answers/<slug:section>/", sheet.answers, "answers"),
    ("review/<slug:section>/", review.review, "review"),
    ("judgement/", judgement_page.judgement, "assessment_judgement"),
    ("findings/take-up/", findings_pages.finding_taken_up, "finding_taken_up"),
    ("findings/new/", findings_pages.finding_new, "finding_new"),
    ("sheet/", sending.sheet, "by_sheet"),
    ("sheet/download/", sending.download, "by_sheet_download"),
    ("sheet/look/", taking.look, "by_sheet_look"),
    ("sheet/take/", taking.take, "by_sheet_take"),
    ("decide/", decide.decide, "decide"),
    ("gates/<slug:question>/", gates.gate, "gate"),
    ("ask/", asking.ask_vendor, "ask_vendor"),
    ("submit/", overview.submit, "assessment_submit"),
    ("reopen/", overview.reopen, "assessment_reopen"),
    ("export/", overview.export, "assessment_export"),
)
COMPARISON: tuple[Route, ...] = (
    ("", listing.comparison, "comparison"),
    ("tolerance/", listing.tolerance, "comparison_tolerance"),
    ("delete/", listing.delete, "comparison_delete"),
    ("counts/", results.counts, "comparison_counts"),
    ("file/", results.paired_file, "comparison_file"),
    ("items/", own_test.items, "comparison_items"),
    ("outputs/<int:number>/", own_test.outputs, "comparison_outputs"),
    ("marks/<int:number>/", own_test.marks, "comparison_marks"),
    ("sheet/", as_csv.sheet, "comparison_sheet"),
    ("finish/", own_test.finish, "comparison_finish"),
    ("forget/", own_test.forget, "comparison_forget"),
)
PAGES: tuple[Route, ...] = (
    ("check/", check_tool.check_tool, "check_tool"),
    ("organisation/", signing_in.switch_organisation, "switch_organisation"),
    ("you/", you.you, "you"),
    ("models-in-use/<uuid:use_id>/facts/", facts_page.facts, "facts"),
    ("models-in-use/<uuid:use_id>/prices/", money_page.use_prices, "use_prices"),
    ("prices/<uuid:price_id>/withdraw/", money_page.withdraw, "price_withdraw"),
    ("models-in-use/<uuid:use_id>/comparisons/", listing.comparisons, "comparisons"),
    ("models-in-use/<uuid:use_id>/comparisons/new/", plan.new, "comparison_new"),
    *((f"comparisons/<uuid:evaluation_id>/{tail}", view, name) for tail, view, name in COMPARISON),
    ("models-in-use/<uuid:use_id>/changes/", changes.changes, "changes"),
    ("models-in-use/<uuid:use_id>/changes/look/", changes.look, "changes_look"),
    ("models-in-use/<uuid:use_id>/changes/again/", changes.ask_again, "changes_again"),
    ("models-in-use/<uuid:use_id>/changes/<uuid:change_id>/dismiss/", changes.dismiss, "change_dismiss"),
    ("ai-models/<uuid:model_id>/", ai_model_page.ai_model, "ai_model"),
    ("ai-models/steps/<uuid:step_id>/remove/", ai_model_page.derivation_removed, "derivation_removed"),
    *((f"assessments/<uuid:assessment_id>/{tail}", view, name) for tail, view, name in ASSESSMENT),
    ("conditions/<uuid:condition_id>/met/", overview.condition_met, "condition_met"),
    ("requests/<uuid:request_id>/link/", asking.request_renew, "request_renew"),
    ("requests/<uuid:request_id>/time/", asking.request_time, "request_time"),
    ("requests/<uuid:request_id>/withdraw/", asking.request_withdraw, "request_withdraw"),
    ("rests-on/", resting_page.resting_on, "resting"),
    ("findings/", findings_list.finding_list, "findings"),
    ("findings/<uuid:finding_id>/", findings_pages.finding, "finding"),
    ("duties/", duties.duties, "duties"),
    ("duties/<uuid:use_id>/", duties.use_duties, "use_duties"),
    ("duties/<uuid:use_id>/<slug:obligation>/<slug:item>/", duties.own_record, "own_record"),
    ("duties/<uuid:use_id>/<slug:obligation>/<slug:item>/plan/", duty_plans.give_duty, "give_duty"),
    ("dossiers/<uuid:dossier_id>/", dossier_pages.dossier, "dossier"),
    ("dossiers/<uuid:dossier_id>/pdf/", dossier_pages.pdf, "dossier_pdf"),
    ("dossiers/<uuid:dossier_id>/json/", dossier_pages.snapshot, "dossier_json"),
    ("dossiers/<uuid:dossier_id>/replay/", dossier_pages.replay, "dossier_replay"),
    ("evidence/<uuid:evidence_id>/", evidence_files.evidence, "evidence"),
    ("history/", history_pages.whole_history, "whole_history"),
    ("history/<uuid:subject_id>/", history_pages.history, "history"),
    ("questionnaires/", questionnaire_pages.questionnaires, "questionnaires"),
    ("questionnaires/<uuid:version_id>/", questionnaire_pages.questionnaire, "questionnaire"),
    ("catalogue/", catalogue_pages.catalogue, "catalogue"),
    ("catalogue/duties/", catalogue_pages.obligations, "catalogue_duties"),
    ("catalogue/sources/", catalogue_pages.sources, "catalogue_sources"),
    ("mail/", mail.mail, "mail"),
    ("mail/test/", mail.test_mail, "mail_test"),
    ("mail/test/<slug:token>/", mail.test_link, "mail_proof"),
    ("mail/<uuid:message_id>/again/", mail.send_again, "mail_again"),
    ("people/", people.people, "people"),
    ("people/invite/", invitations.invitation_new, "member_new"),
    ("people/invitations/<uuid:invitation_id>/link/", invitations.invitation_renew, "member_link"),
    ("people/invitations/<uuid:invitation_id>/withdraw/", invitations.invitation_withdraw, "member_withdraw"),
    ("people/settings/", people.settings, "settings"),
    ("people/scale/", scale_page.scale, "scale"),
    ("people/<uuid:member_id>/", people.member, "member"),
    ("people/keys/new/", people.api_key_new, "api_key_new"),
    ("people/keys/<uuid:key_id>/revoke/", people.api_key_revoke, "api_key_revoke"),
)


def own_pages(inside: Callable[[View], View]) -> list[URLPattern]:
    """Every page of ours; `inside` lets in only who may enter the site."""
    return [path(address, inside(view), name=name) for address, view, name in PAGES]
