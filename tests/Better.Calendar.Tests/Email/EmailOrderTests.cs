namespace Better.Calendar.Tests.Email;

/// <summary>The order of an email: what it asks comes before what else there is to know, and nothing is said twice.</summary>
public sealed class EmailOrderTests
{
    private static readonly InvitationOptions WithPage =
        new() { RsvpPage = static (_, workshop, _) => new($"https://rsvp.example/{workshop.Id}") };

    [TestCase(EmailKind.Invitation, "reader@gmail.com", "Can you come?", "So that this event appears in Google Calendar")]
    [TestCase(EmailKind.Update, "reader@guest.example", "Can you still come?", "Please respond again")]
    [TestCase(EmailKind.Reminder, "reader@guest.example", "Can you come?", "We have not received your response yet")]
    public void An_email_that_asks_has_its_question_and_its_buttons_before_other_sentences(
        EmailKind kind, string reader, string question, string sentence)
    {
        var email = EmailMatrix.Email(kind, "en", WithPage, email: reader);

        AssertOrder(email.Html, question, ">No</a>", sentence);
        AssertOrder(Unwrap(email.Text), question, "https://rsvp.example/", sentence);
    }

    [Test]
    public void An_email_that_asks_nothing_says_so_before_its_buttons()
    {
        var email = EmailMatrix.Email(EmailKind.Confirmation, "en", WithPage);

        AssertOrder(email.Html, "you don’t need to respond", ">No</a>", "If you cannot come after all");
        AssertOrder(Unwrap(email.Text), "you don’t need to respond", "https://rsvp.example/", "If you cannot come after all");
    }

    [Test]
    public void Titles_of_other_workshops_are_whole_wherever_they_are_listed([Values] EmailKind kind)
    {
        var email = EmailMatrix.Email(kind, "hu");
        var other = Samples.Better().Workshops[1].Title.GetText("hu", "hu");

        Assert.That(other, Has.Length.GreaterThan(60));
        Assert.That(
            email.Html.Contains(other, StringComparison.Ordinal),
            Is.EqualTo(kind is not (EmailKind.Withdrawal or EmailKind.FollowUp)),
            "a withdrawal has no schedule, nor has a follow-up after the last workshop");
        Assert.That(email.Html, Does.Contain($"<bdi>{EmailMatrix.Content(kind, "hu").Title}</bdi></h1>"));
    }

    [Test]
    public void What_has_changed_is_shown_once_with_the_old_value_beside_it()
    {
        var email = EmailMatrix.Email(EmailKind.Update, "hu");

        Assert.That(Count(email.Html, "<strong><bdi>Lauri Sock (Tartu)</bdi></strong>"), Is.EqualTo(1));
        Assert.That(Count(email.Html, "Lauri Sock (Tartu)"), Is.EqualTo(1));
        Assert.That(Count(Unwrap(email.Text), "Lauri Sock (Tartu)"), Is.EqualTo(1));
        Assert.That(Count(EmailMatrix.Email(EmailKind.Reminder, "hu").Html, "Lauri Sock (Tartu)"), Is.EqualTo(1));
    }

    [TestCase(40, "22px")]
    [TestCase(41, "19px")]
    [TestCase(71, "17px")]
    public void A_long_title_has_a_smaller_font(int length, string size) => Assert.That(
        EmailMatrix.Email(EmailKind.Invitation, "en", title: new string('n', length)).Html,
        Does.Contain($"<h1 class=\"title\" style=\"margin:0;font-size:{size};"));

    // Flowed text (RFC 3676): a line that ends with a space goes on in the next one.
    private static string Unwrap(string text) => text.Replace(" \n", " ", StringComparison.Ordinal);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static void AssertOrder(string text, params string[] parts)
    {
        var places = Array.ConvertAll(parts, part => text.IndexOf(part, StringComparison.Ordinal));

        Assert.That(places, Has.None.LessThan(0), string.Join(" | ", parts));
        Assert.That(places, Is.Ordered);
    }
}
