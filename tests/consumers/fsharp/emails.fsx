// dotnet fsi emails.fsx; run.sh replaces FEED and VERSION by the folder and the version of its run.
#i "nuget: FEED"
#r "nuget: Better.Calendar, VERSION"

open System
open System.IO
open Better.Calendar
open NodaTime

let address text = EmailAddress.Parse text

let series =
    WorkshopSeries(
        Id = "open-data-2027",
        Domain = "cityhall.example",
        Title = "Open data for everybody",
        Language = "en",
        Zone = "Europe/Budapest",
        Organizer = Organizer(Name = "City Hall", Email = address "workshops@cityhall.example"),
        Workshops =
            [ Workshop(Id = "1", Title = "Maps", Start = LocalDateTime(2027, 4, 14, 10, 30), Duration = Duration.FromMinutes 90.0,
                       Meeting = OnlineMeeting(Platform = "Webex", Url = Uri "https://meet.example/maps")) ].ToValueList(),
        Participants =
            [ Participant(Name = "Kadri Tamm", Email = address "kadri@tartu.example", Language = "et", Zone = "Europe/Tallinn") ].ToValueList())

let at = Instant.FromUtc(2027, 3, 1, 8, 0)

for email in InvitationComposer().ComposeAll(series, at) do
    File.WriteAllBytes($"{email.Recipient.Email.LocalPart}-{email.WorkshopId}.eml", email.Bytes.ToArray())

File.WriteAllBytes("workshops.ics", WorkshopCalendar.Publish(series, "en", at).Bytes.ToArray())
