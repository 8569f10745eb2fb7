"""Makes the tables, one key, and the recordings that BENCH_DRF tells of; prints their ids, as JSON."""

import json
import os
from datetime import datetime, timedelta, timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402

from recordings.access import digest  # noqa: E402
from recordings.models import Key, Recording, Team  # noqa: E402


def segment(number, text):
    return {
        "timestamp": number * 2000.0,
        "speaker": f"Speaker {number % 3}",
        "text": text.replace("{}", str(number)),
        "confidence": 0.9,
        "is_final": True,
    }


def recording(user, team, number, segments, text):
    stored = [segment(i, text) for i in range(1, segments + 1)]
    return Recording.objects.create(
        team=team,
        created_by=user,
        platform="zoom",
        started_at=datetime(2026, 1, 1, tzinfo=timezone.utc) + timedelta(minutes=number),
        transcript_segments=stored,
        transcript_text=" ".join(each["text"] for each in stored),
    )


def main():
    told = json.loads(os.environ["BENCH_DRF"])
    call_command("migrate", run_syncdb=True, verbosity=0)
    Recording.objects.all().delete()
    Key.objects.all().delete()
    user, _ = get_user_model().objects.get_or_create(username="ann")
    ids = {}
    for name, team in told["teams"].items():
        owner = Team.objects.create(name=name)
        Key.objects.create(hash=digest(team["key"].encode()), user=user, team=owner)
        ids[name] = [
            str(recording(user, owner, number, segments, told["text"]).id)
            for number, segments in enumerate(team["segments"])
        ]
    print(json.dumps(ids))


main()
