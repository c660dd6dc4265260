using System.Text.Json;

namespace Better.Calendar.Model;

/// <content>The parts of a series and of a workshop that are objects of their own.</content>
internal sealed partial class SeriesDocumentReader
{
    private static Organizer? ReadOrganizer(JsonObjectReader document)
    {
        var o = document.ReadObject("organizer", required: true, "name", "email");
        var name = o?.ReadString("name", required: true, Guard.NameProblem, InputLimits.Name);
        var email = o?.ReadValue<EmailAddress>("email", required: true, ParseAddress);
        return name is null || email is null ? null : new() { Name = name, Email = email };
    }

    private static Expert? ReadExpert(JsonObjectReader workshop)
    {
        var o = workshop.ReadObject("leadExpert", required: false, "name", "city");
        var name = o?.ReadString("name", required: true, Guard.NameProblem, InputLimits.Name);
        var city = o?.ReadLocalizedText("city", required: false, InputLimits.Name);
        return name is null ? null : new() { Name = name, City = city };
    }

    private static OnlineMeeting? ReadMeeting(JsonObjectReader workshop)
    {
        var o = workshop.ReadObject("meeting", required: false, "platform", "url", "passcode", "meetingNumber", "dialIn");
        var platform = o?.ReadString("platform", required: true, Guard.NameProblem, InputLimits.Name);
        var url =
            o?.ReadValue<Uri>("url", required: true, (string text, out Uri? value) => ParseUrl(text, Guard.JoinLinkProblem, out value));
        var passcode = o?.ReadString("passcode", required: false, Guard.NameProblem, InputLimits.Passcode);
        var number = o?.ReadString("meetingNumber", required: false, Guard.NameProblem, InputLimits.Passcode);
        var dialIn = o?.ReadString("dialIn", required: false, Guard.NameProblem, InputLimits.Passcode);
        return platform is null || url is null
            ? null
            : new() { Platform = platform, Url = url, Passcode = passcode, MeetingNumber = number, DialIn = dialIn };
    }

    private ParticipantMeeting? ReadParticipantMeeting((JsonElement Element, string Path) item)
    {
        var o = new JsonObjectReader(item.Element, item.Path, errors, "workshop", "url", "passcode");
        var workshop = o.ReadString("workshop", required: true, Guard.IdProblem);
        var url =
            o.ReadValue<Uri>("url", required: true, (string text, out Uri? value) => ParseUrl(text, Guard.JoinLinkProblem, out value));
        var passcode = o.ReadString("passcode", required: false, Guard.NameProblem, InputLimits.Passcode);
        return workshop is null || url is null ? null : new() { WorkshopId = workshop, Url = url, Passcode = passcode };
    }

    private static Venue? ReadVenue(JsonObjectReader workshop)
    {
        var o = workshop.ReadObject("venue", required: false, "name", "room", "address", "city", "latitude", "longitude", "mapUrl");
        if (o is null)
        {
            return null;
        }

        var name = o.ReadLocalizedText("name", required: true, InputLimits.Name);
        var room = o.ReadLocalizedText("room", required: false, InputLimits.Name);
        var address = o.ReadLocalizedText("address", required: false, InputLimits.Name);
        var city = o.ReadLocalizedText("city", required: false, InputLimits.Name);
        var latitude = o.ReadDouble("latitude", Guard.LatitudeProblem);
        var longitude = o.ReadDouble("longitude", Guard.LongitudeProblem);
        var mapUrl = ReadWebAddress(o, "mapUrl");
        if (o.Has("latitude") && o.Has("longitude") && (latitude is null || longitude is null))
        {
            // One of them is reported already.
            (latitude, longitude) = (null, null);
        }

        return name is null
            ? null
            : new()
            {
                Name = name,
                Room = room,
                Address = address,
                City = city,
                Latitude = latitude,
                Longitude = longitude,
                MapUrl = mapUrl,
            };
    }

    private Material? ReadMaterial((JsonElement Element, string Path) item)
    {
        var o = new JsonObjectReader(item.Element, item.Path, errors, "title", "url");
        var title = o.ReadLocalizedText("title", required: true, InputLimits.Title);
        var url = ReadWebAddress(o, "url", required: true);
        return title is null || url is null ? null : new() { Title = title, Url = url };
    }

    private ValueList<LocalizedText> ReadTexts(JsonObjectReader o, string name) =>
        o.ReadArray(name, required: false)
            .Select(item => LocalizedTextReader.Read(
                item.Element,
                InputLimits.Name,
                (language, problem) => errors.Add(new(language is null ? item.Path : $"{item.Path}.{language}", problem))))
            .OfType<LocalizedText>()
            .ToValueList();

    private static Uri? ReadWebAddress(JsonObjectReader o, string name, bool required = false) =>
        o.ReadValue<Uri>(name, required, (string text, out Uri? value) => ParseUrl(text, Guard.WebAddressProblem, out value));
}
