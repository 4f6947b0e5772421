using System.Diagnostics;
using System.Reflection;

namespace HmRnnInk.Torch.Tests.Fused;

/// <summary>The fused function's tests once more without AVX-512: the runtime can be told to do without it.</summary>
public sealed class InstructionSetTests
{
    [Fact]
    public void WithoutAvx512_EveryFusedTestPasses()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string tests in (string[])["*ProductTests", "*FusedRecurrenceTests", "*FusedOutputTests"])
        {
            start.ArgumentList.Add("--filter-class");
            start.ArgumentList.Add(tests);
        }

        start.Environment["DOTNET_EnableAVX512"] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
    }
}
