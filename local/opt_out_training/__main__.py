"""The corpus goes in; the weights come out: thresholds from the part held out, weights from all but the unseen."""

import json

from groundswell.domain.opt_out_model import WEIGHTS, Weights
from local.opt_out_training.corpus import HELD_OUT, UNSEEN, UNSEEN_HARD, fingerprint, read
from local.opt_out_training.learn import Features, learn
from local.opt_out_training.measure import figures, thresholds
from local.opt_out_training.measure import read as likelihoods


def main() -> None:
    rows = [row for row in read() if row.part not in (UNSEEN, UNSEEN_HARD)]
    features = learn([row for row in rows if row.part != HELD_OUT])
    known = Weights(corpus="", opt_out_from=1, review_from=1, held_out={}, features=features)
    found = likelihoods([row for row in rows if row.part == HELD_OUT], known)
    opt_out, review = thresholds(found)
    measured = figures(found, opt_out, review)
    print("On the replies held out:", ", ".join(f"{name} {share:.1%}" for name, share in measured.items()))
    write(opt_out, review, measured, learn(rows))
    print(f"Wrote {WEIGHTS.name}, {WEIGHTS.stat().st_size // 1000} kB.")


def write(opt_out: float, review: float, measured: dict[str, float], features: Features) -> None:
    known = {
        "corpus": fingerprint(),
        "opt_out_from": opt_out,
        "review_from": review,
        "held_out": measured,
        "features": dict(sorted(features.items())),
    }
    WEIGHTS.write_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
