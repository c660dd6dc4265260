using Better.Calendar.Replies;

namespace Better.Calendar.Tests.Replies;

/// <summary>What people write above the email that they answer, in the languages of the library.</summary>
public sealed class TextResponseTests
{
    [TestCase("Sim, vou participar.", "Accepted")]
    [TestCase("Conte comigo!", "Accepted")]
    [TestCase("Infelizmente não posso ir.", "Declined")]
    [TestCase("Talvez, ainda não sei", "Tentative")]
    [TestCase("Ja, ik ben erbij.", "Accepted")]
    [TestCase("Ik neem graag deel", "Accepted")]
    [TestCase("Helaas niet, ik ben verhinderd", "Declined")]
    [TestCase("Dat lukt me niet", "Declined")]
    [TestCase("Misschien", "Tentative")]
    [TestCase("Так, прийду", "Accepted")]
    [TestCase("Я буду з радістю!", "Accepted")]
    [TestCase("На жаль, не зможу.", "Declined")]
    [TestCase("Ні, не прийду", "Declined")]
    [TestCase("Можливо, ще не знаю", "Tentative")]
    public void A_first_line_in_Portuguese_Dutch_or_Ukrainian_is_understood(string line, string status) =>
        Assert.That(TextResponseReader.FindStatus(line)?.ToString(), Is.EqualTo(status));

    [TestCase("Não, sim?")]
    [TestCase("Não sei se sim")]
    [TestCase("Ik kom misschien, ja")]
    [TestCase("Не так")]
    [TestCase("Коли саме?")]
    public void What_is_not_clear_is_left_to_a_person(string line) => Assert.That(TextResponseReader.FindStatus(line), Is.Null);

    [TestCase("Aceite: Maps", "Accepted")]
    [TestCase("Provisório: Maps", "Tentative")]
    [TestCase("Geweigerd: Maps", "Declined")]
    [TestCase("Прийнято: Maps", "Accepted")]
    [TestCase("Під питанням: Maps", "Tentative")]
    [TestCase("Відхилено: Maps", "Declined")]
    [TestCase("Олена прийняла запрошення: Maps", "Accepted")]
    public void The_subjects_of_mail_programs_are_understood(string subject, string status) =>
        Assert.That(SubjectKeywords.FindStatus(subject)?.ToString(), Is.EqualTo(status));
}
