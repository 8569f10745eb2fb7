/**
 * MeetLog's export API: transcripts, reports and projects of the owner of a key, for reading only. Documented at
 * {@code https://meetlog.ru/ru/api-docs}; what is known of it, and from where, is in {@code contracts/facts/meetlog.md}.
 *
 * <p>Its oddities: a report names its transcript {@code transcription_id}, a transcript has three shapes (list, detail,
 * and the four members inside a project), and the transcripts of a project are one list without pages. A transcript names
 * its reports by id only, so that each of them costs a request when an account is mirrored.
 */
@NullMarked
package org.meetingsgateway.adapters.meetlog;

import org.jspecify.annotations.NullMarked;
