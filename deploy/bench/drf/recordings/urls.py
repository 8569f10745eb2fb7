from rest_framework.routers import SimpleRouter

from recordings.views import RecordingViewSet

router = SimpleRouter()
router.register("api/projects/@current/desktop_recordings", RecordingViewSet, basename="recording")
urlpatterns = router.urls
