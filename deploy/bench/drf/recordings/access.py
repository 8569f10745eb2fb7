"""Who calls: one query for the key, its user and its team."""

import hashlib

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from recordings.models import Key


def digest(secret):
    return hashlib.sha256(secret).hexdigest()


class KeyAuthentication(BaseAuthentication):
    def authenticate(self, request):
        words = get_authorization_header(request).split()
        if len(words) != 2 or words[0] != b"Bearer":
            return None
        key = Key.objects.select_related("user", "team").filter(hash=digest(words[1])).first()
        if key is None or not key.user.is_active:
            raise AuthenticationFailed()
        return key.user, key
