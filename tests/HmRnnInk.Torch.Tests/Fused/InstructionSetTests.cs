using System.Diagnostics;
using System.Reflection;
using System.Text;
using HmRnnInk.Tests;

namespace HmRnnInk.Torch.Tests.Fused;

/// <summary>
/// Repeats the tests of the fused functions as on an older machine: the runtime can be told not to use an instruction set.
/// </summary>
public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public void WithoutTheInstructionSet_EveryFusedTestPasses(string setting)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string tests in (string[])["*ProductTests", "*FusedRecurrenceTests", "*FusedOutputTests"])
        {
            start.ArgumentList.Add("--filter-class");
            start.ArgumentList.Add(tests);
        }

        start.Environment[setting] = "0";
        (int code, byte[] output, string errors) = Programs.Read(start);
        Assert.True(code == 0, Encoding.UTF8.GetString(output) + errors);
    }
}
