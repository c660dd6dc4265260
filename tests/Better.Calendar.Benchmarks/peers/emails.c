/* Writes the emails and feeds by libical, with MIME by hand, in the folder of the input files. See PeerContest.cs.
   gcc -O2 emails.c -o emails -lical */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct event { char *uid, *start, *end, *summary, *url, *description; };

static char *text, *html, *subject, *out;
static size_t length, room;
static icalcomponent *zone;
static struct event one, *feed;
static char *names[1000], *addresses[1000];
static int people, events;

static void need(size_t more)
{
    if (length + more <= room) return;
    room = (length + more) * 2;
    out = realloc(out, room);
}

static void put(const char *s, size_t n) { need(n); memcpy(out + length, s, n); length += n; }
static void say(const char *s) { put(s, strlen(s)); }

static char *slurp(const char *name)
{
    FILE *f = fopen(name, "rb");
    if (!f) { perror(name); exit(1); }
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *s = malloc(n + 1);
    if (fread(s, 1, n, f) != (size_t)n) exit(1);
    s[n] = 0;
    fclose(f);
    return s;
}

static char *field(char **at, char stop)
{
    char *s = *at, *end = strchr(s, stop);
    *end = 0;
    *at = end + 1;
    return s;
}

static struct event read_event(char **at)
{
    struct event e;
    e.uid = field(at, '\t'); e.start = field(at, '\t'); e.end = field(at, '\t');
    e.summary = field(at, '\t'); e.url = field(at, '\t'); e.description = field(at, '\n');
    char *to = e.description;
    for (char *from = to; *from; from++)
        if (from[0] == '\\' && from[1] == 'n') { *to++ = '\n'; from++; } else *to++ = *from;
    *to = 0;
    return e;
}

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void base64(const char *text, size_t n, int max)
{
    const unsigned char *s = (const unsigned char *)text;
    need(n * 2 + 8);
    int column = 0;
    for (size_t i = 0; i < n; i += 3) {
        unsigned v = s[i] << 16 | (i + 1 < n ? s[i + 1] << 8 : 0) | (i + 2 < n ? s[i + 2] : 0);
        char *o = out + length;
        o[0] = digits[v >> 18]; o[1] = digits[v >> 12 & 63];
        o[2] = i + 1 < n ? digits[v >> 6 & 63] : '='; o[3] = i + 2 < n ? digits[v & 63] : '=';
        length += 4;
        if (max && (column += 4) >= max) { say("\r\n"); column = 0; }
    }
}

static void quoted_printable(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    need(strlen(text) * 4);
    int column = 0;
    for (; *s; s++) {
        if (*s == '\n') { say("\r\n"); column = 0; continue; }
        if (column > 72) { say("=\r\n"); column = 0; }
        if ((*s > 32 && *s < 127 && *s != '=') || (*s == ' ' && s[1] != '\n')) { out[length++] = *s; column++; }
        else { char *o = out + length; o[0] = '='; o[1] = "0123456789ABCDEF"[*s >> 4]; o[2] = "0123456789ABCDEF"[*s & 15]; length += 3; column += 3; }
    }
}

/* A template with the recipient in it. */
static char *fill_in(const char *template, const char *name, const char *address)
{
    static char buffer[65536];
    char *to = buffer;
    for (const char *s = template; *s;) {
        const char *value = !strncmp(s, "{name}", 6) ? name : !strncmp(s, "{email}", 7) ? address : NULL;
        if (!value) { *to++ = *s++; continue; }
        s += value == name ? 6 : 7;
        to = stpcpy(to, value);
    }
    *to = 0;
    return buffer;
}

static icalproperty *local(icalproperty *property)
{
    icalproperty_add_parameter(property, icalparameter_new_tzid("Europe/Budapest"));
    return property;
}

static icalcomponent *made(const struct event *e, const char *name, const char *address)
{
    icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    icalcomponent_add_property(event, icalproperty_new_uid(e->uid));
    icalcomponent_add_property(event, icalproperty_new_dtstamp(icaltime_from_string("20270301T080000Z")));
    icalcomponent_add_property(event, icalproperty_new_sequence(0));
    icalcomponent_add_property(event, local(icalproperty_new_dtstart(icaltime_from_string(e->start))));
    icalcomponent_add_property(event, local(icalproperty_new_dtend(icaltime_from_string(e->end))));
    icalcomponent_add_property(event, icalproperty_new_summary(e->summary));
    icalcomponent_add_property(event, icalproperty_new_description(e->description));
    icalcomponent_add_property(event, icalproperty_new_location(e->url));
    icalcomponent_add_property(event, icalproperty_new_url(e->url));
    icalcomponent_add_property(event, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
    icalproperty *organizer = icalproperty_new_organizer("mailto:meetings@host.example");
    icalproperty_add_parameter(organizer, icalparameter_new_cn("BETTER"));
    icalcomponent_add_property(event, organizer);
    if (name) {
        char uri[400];
        snprintf(uri, sizeof uri, "mailto:%s", address);
        icalproperty *attendee = icalproperty_new_attendee(uri);
        icalproperty_add_parameter(attendee, icalparameter_new_cn(name));
        icalproperty_add_parameter(attendee, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
        icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
        icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
        icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
        icalcomponent_add_property(event, attendee);
    }
    return event;
}

static icalcomponent *calendar(icalproperty_method method)
{
    icalcomponent *c = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
    icalcomponent_add_property(c, icalproperty_new_version("2.0"));
    icalcomponent_add_property(c, icalproperty_new_prodid("-//peer//peer//EN"));
    icalcomponent_add_property(c, icalproperty_new_method(method));
    icalcomponent_add_component(c, icalcomponent_new_clone(zone));
    return c;
}

static void write_email(int i)
{
    const char *name = names[i], *address = addresses[i];
    icalcomponent *c = calendar(ICAL_METHOD_REQUEST);
    icalcomponent_add_component(c, made(&one, name, address));
    char *ics = icalcomponent_as_ical_string_r(c);
    size_t n = strlen(ics);
    length = 0;
    say("From: BETTER <meetings@host.example>\r\nTo: =?utf-8?B?"); base64(name, strlen(name), 0);
    say("?= <"); say(address); say(">\r\nReply-To: BETTER <meetings@host.example>\r\nSubject: =?utf-8?B?"); base64(subject, strlen(subject), 0);
    say("?=\r\nDate: Mon, 01 Mar 2027 08:00:00 +0000\r\nMessage-ID: <"); say(address);
    say(">\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_m\"\r\n\r\n--=_m\r\nContent-Type: multipart/alternative; boundary=\"=_a\"\r\n\r\n"
        "--=_a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
    quoted_printable(fill_in(text, name, address));
    say("\r\n--=_a\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
    quoted_printable(fill_in(html, name, address));
    say("\r\n--=_a\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    size_t from = length;
    base64(ics, n, 76);
    size_t encoded = length - from;
    say("\r\n--=_a--\r\n\r\n--=_m\r\nContent-Type: application/ics\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=invite.ics\r\n\r\n");
    need(encoded);
    memcpy(out + length, out + from, encoded);
    length += encoded;
    say("\r\n--=_m--\r\n");
    free(ics);
    icalcomponent_free(c);
}

static void write_feed(int count)
{
    icalcomponent *c = calendar(ICAL_METHOD_PUBLISH);
    for (int i = 0; i < count; i++) icalcomponent_add_component(c, made(&feed[i], NULL, NULL));
    free(icalcomponent_as_ical_string_r(c));
    icalcomponent_free(c);
}

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

int main(int count, char **arguments)
{
    text = slurp("email.txt"); html = slurp("email.html"); subject = slurp("subject.txt");
    zone = icalparser_parse_string(slurp("vtimezone.ics"));
    char *at = slurp("event.tsv");
    one = read_event(&at);
    for (at = slurp("recipients.tsv"); *at && people < 1000; people++) { names[people] = field(&at, '\t'); addresses[people] = field(&at, '\n'); }
    at = slurp("feed.tsv");
    for (char *s = at; (s = strchr(s, '\n')); s++) events++;
    feed = malloc(events * sizeof *feed);
    for (int i = 0; i < events; i++) feed[i] = read_event(&at);

    if (count > 1 && !strcmp(arguments[1], "show")) {
        write_email(0);
        return fwrite(out, 1, length, stdout) != length;
    }

    char line[100], what[20];
    while (fgets(line, sizeof line, stdin)) {
        int size = 0;
        long done = 0;
        sscanf(line, "%19s %d", what, &size);
        double start = cpu();
        do {
            if (what[0] == 'e') write_email(done++ % people);
            else { write_feed(size); done += size; }
        } while (cpu() - start < 300000);
        printf("%.3f\n", (cpu() - start) / done);
        fflush(stdout);
    }
    return 0;
}
