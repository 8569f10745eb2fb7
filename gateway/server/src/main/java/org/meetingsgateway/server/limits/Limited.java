package org.meetingsgateway.server.limits;

/** What is counted apart: a credential, and what it is limited in. */
record Limited(String limit, String credentialId) {}
