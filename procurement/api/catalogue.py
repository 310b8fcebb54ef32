"""The catalogue of problems: every code that may end a problem's type, with its title. docs/api.md explains each."""

# Of the API itself.
FACE = {
    "invalid": "What was sent is not right",
    "no_live_key": "No live key was sent",
    "insecure": "A key was sent over plain http",
    "scope_missing": "The key may not do this",
    "not_allowed": "The member behind the key may not do this",
    "not_found": "There is no such thing here",
    "method_not_allowed": "This is not done here",
    "not_acceptable": "The answer cannot be given in that form",
    "stale": "Somebody else was faster",
    "length_required": "The body has no length",
    "too_large": "The body is too large",
    "media_type": "The body has a form that is not read here",
    "key_reused": "An idempotency key was sent with another request",
    "key_in_progress": "The first request with this idempotency key is still at work",
    "version_missing": "The version that is to be changed was not named",
    "too_many_requests": "Too many requests",
    "fault": "A fault on our side",
    "unavailable": "Something that is needed does not answer",
}
# Of the domain: what it refuses as things stand.
DOMAIN = {
    "refused": "Refused as things stand",
    "already_there": "The same is already there",
    "in_use": "Something hangs on it",
    "read_only": "It belongs to the catalogue and is read-only",
    "cycle": "It would go round in a circle",
    "open_already": "An assessment is open already",
    "closed": "It takes no more of this",
    "no_answers": "There is no answer yet",
    "nothing_new": "The sheet holds nothing new",
    "not_closed": "There is nothing to reopen",
    "not_decided": "Nothing is decided yet",
    "settled": "It is settled already",
    "superseded": "A later round stands in its place",
    "by_rule": "A rule raised it",
    "not_published": "No version is published",
    "not_in_review": "The assessment is not in review",
    "decided": "The assessment is decided",
    "changed": "What was shown is no longer so",
    "blocked": "Open points stand in the way",
    "four_eyes": "Two people must look at it",
    "not_ready": "It is not ready yet",
    "other_templates": "This release has other templates",
}
TITLES = FACE | DOMAIN
