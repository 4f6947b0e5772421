using HmRnnInk.App.Background;
using HmRnnInk.Tests;

namespace HmRnnInk.App.Tests.Background;

public class ProgramFaultTests
{
    [Fact]
    public void ExceptionOfAJob_IsThrownByAFrame_AndLaterJobsRun()
    {
        using var work = new BackgroundWork(inline: false);
        bool done = false;
        work.Do<int>(() => throw new FormatException("unexpected"), _ => { });
        work.Do(() => 1, _ => done = true);
        FormatException? thrown = null;
        Assert.True(SpinWait.SpinUntil(() =>
        {
            try
            {
                work.Poll();
            }
            catch (FormatException fault)
            {
                thrown = fault;
            }

            return done;
        }, TimeSpan.FromSeconds(60)));
        Assert.Equal("unexpected", thrown?.Message);
        work.Poll(); // once
    }

    [Fact]
    public void ExceptionOfAThread_DoesNotEndTheProcess()
    {
        Thread thread = ProgramFault.Start("test", () => throw new FormatException("unexpected"));
        Programs.WaitForEnd(thread);
        Assert.Throws<FormatException>(ProgramFault.ThrowIfAny);
        ProgramFault.ThrowIfAny();
    }
}
