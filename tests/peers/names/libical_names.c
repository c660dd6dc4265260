/* libical: CN of ATTENDEE and ORGANIZER, and SUMMARY, of the first event of each file whose path comes on standard input.
   Fields end with 0x1F, files with 0x1E.   gcc libical_names.c -o libical_names -lical */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *name_of(icalcomponent *event, icalproperty_kind kind)
{
    icalproperty *p = icalcomponent_get_first_property(event, kind);
    icalparameter *cn = p ? icalproperty_get_first_parameter(p, ICAL_CN_PARAMETER) : NULL;
    return cn ? icalparameter_get_cn(cn) : "";
}

int main(void)
{
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        FILE *f = fopen(path, "rb");
        if (!f) return 1;
        fseek(f, 0, SEEK_END);
        long n = ftell(f);
        rewind(f);
        char *text = calloc(1, n + 1);
        if (fread(text, 1, n, f) != (size_t)n) return 1;
        fclose(f);
        icalcomponent *c = icalparser_parse_string(text);
        icalcomponent *e = c ? icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT) : NULL;
        if (!e) return 1;
        printf("%s\x1f%s\x1f%s\x1e", name_of(e, ICAL_ATTENDEE_PROPERTY), name_of(e, ICAL_ORGANIZER_PROPERTY), icalcomponent_get_summary(e));
        icalcomponent_free(c);
        free(text);
    }
    return 0;
}
