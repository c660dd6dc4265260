using PublicApiGenerator;

namespace Better.Calendar.Delivery.Tests;

public sealed class HouseTests
{
    [Test]
    public void The_public_API_is_the_approved_one()
    {
        var api = typeof(Outbox).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute", "System.Runtime.CompilerServices.RequiredMemberAttribute"] });
        Better.Calendar.Tests.Approved.Text(api.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n", "PublicApi.txt");
    }
}
