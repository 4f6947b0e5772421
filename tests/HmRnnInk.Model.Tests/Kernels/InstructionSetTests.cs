using System.Globalization;
using System.Runtime.Intrinsics;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model.Tests.Kernels;

/// <summary>Repeats the engine's tests as on an older machine: the runtime can be told not to use an instruction set.</summary>
public sealed class InstructionSetTests
{
    private const string MaximumLanes = "HMRNNINK_MAXIMUM_LANES";

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 8)]
    [InlineData("DOTNET_EnableAVX2", 4)]
    [InlineData("DOTNET_EnableHWIntrinsic", 1)]
    public void WithoutTheInstructionSet_EveryEngineTestPasses(string setting, int lanes) => Programs.RepeatTests(
        new() { [setting] = "0", [MaximumLanes] = $"{lanes}" },
        "*SimdStepEngineTests", "*SimdStepBatchTests", "*PackedMatrixTests", "*LaneKernelsTests", "*LesserMachineTests");

    /// <summary>These tests run with the rest of the suite. The test above runs them again in separate processes.</summary>
    public sealed class LesserMachineTests
    {
        [Fact]
        public void BestKernels_AreNoWiderThanTheMachine_AndHaveVectorsWhereItHas()
        {
            string? setting = Environment.GetEnvironmentVariable(MaximumLanes);
            int maximum = setting is null ? 16 : int.Parse(setting, CultureInfo.InvariantCulture);
            int minimum = Math.Min(maximum, Vector128.IsHardwareAccelerated ? Vector128<float>.Count : 1);
            Assert.InRange(SimdKernels.Best.Lanes, minimum, maximum);
        }
    }
}
