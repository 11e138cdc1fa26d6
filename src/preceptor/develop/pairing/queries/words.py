"""What terms, rules and reasons of a matching are called on pages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

_TERMS = {
    "same_level": gettext_noop("Same school level"),
    "similar_size": gettext_noop("Similar size"),
    "similar_need": gettext_noop("Similar need"),
    "distance": gettext_noop("Near each other"),
    "same_region": gettext_noop("Same local district"),
    "topics": gettext_noop("Topics that fit"),
    "language": gettext_noop("Shared language"),
    "experience": gettext_noop("Experience"),
    "same_credential": gettext_noop("Same credential"),
    "mentor_wish": gettext_noop("The mentor's wish"),
    "mentee_wish": gettext_noop("The mentee's wish"),
}
_RULES = {
    "own_supervisor": gettext_noop("one supervises the other"),
    "reporting_line": gettext_noop("one stands in the other's reporting line"),
    "evaluator": gettext_noop("the mentor evaluates the mentee"),
    "same_school": gettext_noop("both work at the same school"),
    "declared_conflict": gettext_noop("a conflict of interest is declared"),
    "failed_pair": gettext_noop("an earlier pair of the two no longer helped"),
    "same_district": gettext_noop("both work in the same local district"),
    "same_person": gettext_noop("nobody mentors themselves"),
    "": gettext_noop("forbidden by hand"),
}


def term_name(kind: str) -> str:
    """What a term of the score is called."""
    return _(_TERMS[kind]) if kind in _TERMS else kind.replace("_", " ")


def rule_name(rule: str) -> str:
    """What a hard rule says, as the reason why a pair is never made."""
    return _(_RULES[rule]) if rule in _RULES else rule.replace("_", " ")


def points(score: int | None) -> str:
    """A score as people read it: hundredths fall away, so that a full wish counts its weight."""
    return "–" if score is None else f"{score / 100:,.1f}".removesuffix(".0")


def loss_sentence(loss: Mapping[str, int] | None) -> str:
    """What forcing the runner-up would cost the whole plan, most important first."""
    if loss is None:
        return _("not worked out in advance; “Another mentor” shows it")
    if loss["matched"]:
        return ngettext(
            "%(n)d mentee fewer would have a mentor", "%(n)d mentees fewer would have a mentor", loss["matched"]
        ) % {"n": loss["matched"]}
    if loss["worst"]:
        return _("the worst-off mentee would lose %(n)s points") % {"n": points(loss["worst"])}
    if loss["total"]:
        return _("all pairs together would lose %(n)s points") % {"n": points(loss["total"])}
    if loss["load"]:
        return _("the mentors' load would be less even")
    return _("nothing: both plans are equally good")


def fault_sentence(fault: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Why a matching, or a change by hand, cannot be made, with people by name."""
    facts = fault["facts"]
    who = {key: names.get(int(facts[key]), "") for key in ("id", "mentor", "mentee") if str(facts.get(key)).isdigit()}
    sentences = {
        "locked_beyond_capacity": _("More mentees are locked to %(id)s than there is room. Release one of them."),
        "locked_twice": _("%(mentee)s is locked to more than one mentor. Release all but one."),
        "locked_and_excluded": _("%(mentee)s and %(mentor)s are both locked and excluded. Release the pair."),
        "unknown_pair": _("One of the two takes no part. Choose both from the lists."),
    }
    return sentences[fault["code"]] % who if fault["code"] in sentences else str(fault["sentence"])


def waiting_sentences(told: Mapping[str, Any], names: Mapping[int, str], full_of: int) -> list[str]:
    """Why a mentee waits: who is excluded by which rule, and which full mentors too many compete for."""
    sentences = []
    if told["code"] == "no_room":
        sentences.append(
            ngettext(
                "The %(n)d mentor who fits has no room left.",
                "The %(n)d mentors who fit have no room left.",
                full_of,
            )
            % {"n": full_of}
        )
    if told["contested"]:
        mentors, rivals = len(told["contested"]), len(told["rivals"])
        sentences.append(
            _("%(rivals)d mentees can go to nobody but these %(mentors)d mentors, who are full.")
            % {"rivals": rivals, "mentors": mentors}
        )
    for excluded in told["excluded"]:
        who = ", ".join(names.get(int(mentor), mentor) for mentor in excluded["mentors"][:5])
        more = len(excluded["mentors"]) - 5
        listed = _("%(who)s and %(more)d more") % {"who": who, "more": more} if more > 0 else who
        sentences.append(_("Never with %(who)s: %(rule)s.") % {"who": listed, "rule": rule_name(excluded["rule"])})
    return sentences or [_("No mentor takes part yet.")]


def wish_badge(wished: bool, standing: int, capacity: int) -> tuple[str, str]:
    """Shape and word of somebody's wishes: said, still wanted, or no longer needed because the places are taken."""
    if wished:
        return "done", _("Said")
    if standing >= capacity:
        return "calm", _("Not needed any more")
    return ("calm", _("Can still be said")) if standing else ("waiting", _("Not said yet"))
