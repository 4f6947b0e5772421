using HmRnnInk.App.Background;

namespace HmRnnInk.App.Tests.Background;

public class ProgramFaultTests
{
    [Fact]
    public void ExceptionOfAThread_DoesNotEndTheProcess_AndIsThrownOnce()
    {
        Thread thread = ProgramFault.Start("test", () => throw new FormatException("unexpected"));
        Programs.WaitForEnd(thread);
        Assert.Throws<FormatException>(ProgramFault.ThrowIfAny);
        ProgramFault.ThrowIfAny(); // does not throw it again
    }
}
