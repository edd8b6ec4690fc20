"""The file of proposals: everything that came, so that each can be looked at and checked again."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from her2kg.loaders.proposing.judging import Judged
from her2kg.loaders.proposing.proposal import Proposal
from her2kg.loaders.proposing.relations import relations
from her2kg.loaders.proposing.stored import FORMAT
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.ontology.namespaces import curie_of
from her2kg.proposing.prompt import prompt_version
from her2kg.proposing.run import Asked, Proposed, Run
from her2kg.queries.sentence import Saying, sentence

__all__ = ["written"]

_ABOUT = (
    "Proposals of a language model, each found word for word in its sentence. Nobody has checked "
    "them. Delete from 'accepted' what you do not want, then run `her2kg add` on this file."
)


def written(run: Run, *, model: str, endpoint: str, lexicon: Lexicon) -> bytes:
    """Write a run as JSON.

    Args:
        run: what came.
        model: name of the model that was asked.
        endpoint: where it was asked.
        lexicon: the names that proposals were checked with.
    """
    whole = {
        "format": FORMAT,
        "about": _ABOUT,
        "model": model,
        "answered_by": sorted({a.answer.model for d in run.documents for a in d.asked} - {""}),
        "endpoint": endpoint,
        "prompt": prompt_version(),
        "made": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "requests": run.requests,
        "answered": run.answered,
        "counts": _counts(run),
        "documents": [_document(each, lexicon) for each in run.documents if each.asked],
    }
    text = json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
    # Half of a character in an answer becomes the escape that JSON has for it.
    return text.encode("utf-8", "backslashreplace")


def _counts(run: Run) -> dict[str, Any]:
    return {
        "accepted": run.accepted,
        "known already": run.known,
        "rejected": {str(reason): count for reason, count in run.reasons.most_common()},
        "unusable answers": dict(run.failures.most_common()),
    }


def _document(proposed: Proposed, lexicon: Lexicon) -> dict[str, Any]:
    kept = asdict(proposed.document.kept)
    return {
        **kept,
        "accepted": [_accepted(*each, lexicon) for each in proposed.accepted],
        "known": [_accepted(*each, lexicon) for each in proposed.known],
        "rejected": [
            {"reason": str(why.reason), "about": why.detail, "proposal": item}
            for item, why in proposed.refused
        ],
        "answers": [_asked(each) for each in proposed.asked],
    }


def _accepted(proposal: Proposal, judged: Judged, lexicon: Lexicon) -> dict[str, Any]:
    return {
        "reads": _in_words(judged, lexicon.labels),
        "subject_is": curie_of(judged.subject.iri),
        "object_is": curie_of(judged.object.iri),
        **proposal.as_json(),
    }


def _in_words(judged: Judged, labels: Mapping[Any, str]) -> str:
    """Write in English what would be claimed."""
    cancers = (q.value for q in judged.qualifiers if q.predicate == "inCancer")
    return sentence(
        Saying(
            judged.subject.label,
            judged.relation,
            relations()[judged.relation].label,
            judged.object.label,
            judged.assertion.polarity.value,
            judged.hedge,
            judged.assertion.attribution,
            " or ".join(labels[cancer] for cancer in cancers if cancer in labels),
            (),
        )
    )


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "sentences": list(asked.sentences),
        "finish": asked.answer.finish,
        "failure": asked.failure,
        "refusal": asked.answer.refusal,
        "text": asked.answer.text,
    }
