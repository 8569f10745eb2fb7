from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import ModelViewSet

from recordings.models import Recording
from recordings.serializers import AppendSerializer, RecordingSerializer


class RecordingViewSet(ModelViewSet):
    serializer_class = RecordingSerializer

    def get_queryset(self):
        return Recording.objects.filter(team=self.request.auth.team).order_by("-started_at")

    @action(detail=True, methods=["post"])
    def append_segments(self, request, pk=None):
        """Reads the row, appends, writes it: what has a timestamp that is stored already is left out."""
        recording = self.get_object()
        body = AppendSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        known = {segment.get("timestamp") for segment in recording.transcript_segments} - {None}
        new = [segment for segment in body.validated_data["segments"] if segment["timestamp"] not in known]
        recording.transcript_segments = recording.transcript_segments + new
        recording.transcript_text = " ".join(segment["text"] for segment in recording.transcript_segments)
        # Kinder than a save of every column.
        recording.save(update_fields=["transcript_segments", "transcript_text", "updated_at"])
        return Response(self.get_serializer(recording).data)
