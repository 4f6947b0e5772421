namespace HmRnnInk.Torch.Tests.Fused;

/// <summary>
/// Repeats the tests of the fused functions as on an older machine: the runtime can be told not to use an instruction set.
/// </summary>
public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public void WithoutTheInstructionSet_EveryFusedTestPasses(string setting) =>
        Programs.RepeatTests(new() { [setting] = "0" }, "*ProductTests", "*FusedRecurrenceTests", "*FusedOutputTests");
}
