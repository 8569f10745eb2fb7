"""A recording with its whole transcript in the row, as the desktop recordings API that the gateway speaks has it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Team(models.Model):
    name = models.CharField(max_length=200)


class Key(models.Model):
    """A personal API key; only its hash is kept."""

    hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)


class Recording(models.Model):
    class Platform(models.TextChoices):
        ZOOM = "zoom"
        TEAMS = "teams"
        MEET = "meet"
        DESKTOP_AUDIO = "desktop_audio"
        SLACK = "slack"

    class Status(models.TextChoices):
        RECORDING = "recording"
        UPLOADING = "uploading"
        PROCESSING = "processing"
        READY = "ready"
        ERROR = "error"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    sdk_upload_id = models.UUIDField(unique=True, default=uuid.uuid4)
    recall_recording_id = models.UUIDField(null=True, blank=True)
    platform = models.CharField(max_length=20, choices=Platform.choices, default=Platform.DESKTOP_AUDIO)
    meeting_title = models.CharField(max_length=255, null=True, blank=True)
    meeting_url = models.URLField(null=True, blank=True)
    duration_seconds = models.IntegerField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.RECORDING)
    notes = models.TextField(null=True, blank=True)
    error_message = models.TextField(null=True, blank=True)
    video_url = models.URLField(null=True, blank=True)
    video_size_bytes = models.BigIntegerField(null=True, blank=True)
    participants = models.JSONField(default=list)
    transcript_text = models.TextField(default="", blank=True)
    transcript_segments = models.JSONField(default=list)
    summary = models.TextField(null=True, blank=True)
    extracted_tasks = models.JSONField(default=list)
    tasks_generated_at = models.DateTimeField(null=True, blank=True)
    summary_generated_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    completed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["team", "-started_at"])]
