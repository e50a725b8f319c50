import type { Schema, Vocabulary } from '../vocabulary.ts';

/** The body of an RTC event, of which two are described (9.3), and neither of them to the end. */
export function rtcBody(words: Vocabulary, type: string): Schema {
  const { open, text, time, numeric, textOrNumber } = words;
  switch (type) {
    case 'rtc:hangup':
      return open(
        {},
        {
          channel: open({}),
          direction: text,
          bandwidth: open({}, { byte_in: numeric, byte_out: numeric, bytes_in: numeric, bytes_out: numeric }),
          reason: open({}, { code: textOrNumber, text, sip_code: numeric }),
          quality: open({}),
        },
      );
    case 'audio:record:done':
      return open(
        { recording_id: text, destination_url: text },
        { event_id: textOrNumber, format: text, start_time: time, end_time: time, size: numeric },
      );
    default:
      return open({});
  }
}
