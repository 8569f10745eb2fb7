from rest_framework import serializers

from recordings.models import Recording


class SegmentSerializer(serializers.Serializer):
    timestamp = serializers.FloatField(required=False, allow_null=True, default=None)
    speaker = serializers.CharField(required=False, allow_null=True, allow_blank=True, default=None)
    text = serializers.CharField()
    confidence = serializers.FloatField(required=False, allow_null=True, default=None)
    is_final = serializers.BooleanField(required=False, allow_null=True, default=None)


class AppendSerializer(serializers.Serializer):
    segments = SegmentSerializer(many=True, allow_empty=False)


class TaskSerializer(serializers.Serializer):
    title = serializers.CharField()
    description = serializers.CharField(required=False, allow_blank=True)
    assignee = serializers.CharField(required=False, allow_null=True, allow_blank=True)


class RecordingSerializer(serializers.ModelSerializer):
    participants = serializers.ListField(child=serializers.CharField(), required=False)
    transcript_segments = SegmentSerializer(many=True, required=False)
    extracted_tasks = TaskSerializer(many=True, required=False)

    class Meta:
        model = Recording
        fields = [
            "id",
            "team",
            "created_by",
            "sdk_upload_id",
            "recall_recording_id",
            "platform",
            "meeting_title",
            "meeting_url",
            "duration_seconds",
            "status",
            "notes",
            "error_message",
            "video_url",
            "video_size_bytes",
            "participants",
            "transcript_text",
            "transcript_segments",
            "summary",
            "extracted_tasks",
            "tasks_generated_at",
            "summary_generated_at",
            "started_at",
            "completed_at",
            "created_at",
            "updated_at",
        ]
        read_only_fields = ["id", "team", "created_by", "sdk_upload_id", "transcript_text", "created_at", "updated_at"]
