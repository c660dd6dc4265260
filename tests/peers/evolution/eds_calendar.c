/* A calendar of evolution-data-server: takes in iTIP files as Evolution does (receive_objects), and shows what is stored.
   eds.sh runs it in a D-Bus session of its own, with an empty home; built by ../install.sh
   Its standard input holds one command a line; each gives its answer, ended by a line ".":
     receive FILE.ics   e_cal_client_receive_objects
     remove UID         removes an event with all its occurrences, as Evolution does after Decline
     show               prints every stored VEVENT
     clear              removes all events */
#include <libecal/libecal.h>
#include <stdio.h>
#include <string.h>

static ECalClient *calendar;

static void fail(const char *what, GError *error)
{
    printf("ERROR %s: %s\n", what, error ? error->message : "unknown");
    g_clear_error(&error);
}

static void receive(const char *path)
{
    GError *error = NULL;
    char *text = NULL;
    ICalComponent *component = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error)) { fail("read", error); return; }
    component = i_cal_component_new_from_string(text);
    if (!component) fail("parse", NULL);
    else if (!e_cal_client_receive_objects_sync(calendar, component, E_CAL_OPERATION_FLAG_DISABLE_ITIP_MESSAGE, NULL, &error))
        fail("receive", error);
    g_clear_object(&component);
    g_free(text);
}

static void each(gboolean removes)
{
    GError *error = NULL;
    GSList *list = NULL;
    if (!e_cal_client_get_object_list_sync(calendar, "#t", &list, NULL, &error)) { fail("list", error); return; }
    for (GSList *at = list; at; at = at->next) {
        if (removes) {
            const char *uid = i_cal_component_get_uid(at->data);
            /* of a series, the first removes all */
            e_cal_client_remove_object_sync(calendar, uid, NULL, E_CAL_OBJ_MOD_ALL, E_CAL_OPERATION_FLAG_DISABLE_ITIP_MESSAGE, NULL, NULL);
        } else {
            char *text = i_cal_component_as_ical_string(at->data);
            fputs(text, stdout);
            g_free(text);
        }
    }
    e_util_free_nullable_object_slist(list);
}

int main(void)
{
    GError *error = NULL;
    char line[4096];
    ESourceRegistry *registry = e_source_registry_new_sync(NULL, &error);
    if (!registry) { fail("registry", error); return 1; }
    ESource *source = e_source_registry_ref_builtin_calendar(registry);
    calendar = (ECalClient *)e_cal_client_connect_sync(source, E_CAL_CLIENT_SOURCE_TYPE_EVENTS, (guint32)-1, NULL, &error);
    if (!calendar) { fail("connect", error); return 1; }
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = 0;
        if (!strncmp(line, "receive ", 8)) receive(line + 8);
        else if (!strncmp(line, "remove ", 7)) {
            if (!e_cal_client_remove_object_sync(calendar, line + 7, NULL, E_CAL_OBJ_MOD_ALL,
                                                 E_CAL_OPERATION_FLAG_DISABLE_ITIP_MESSAGE, NULL, &error)) { fail("remove", error); error = NULL; }
        }
        else if (!strcmp(line, "show")) each(FALSE);
        else if (!strcmp(line, "clear")) each(TRUE);
        else printf("ERROR There is no command %s\n", line);
        puts(".");
        fflush(stdout);
    }
    g_object_unref(calendar);
    g_object_unref(source);
    g_object_unref(registry);
    return 0;
}
