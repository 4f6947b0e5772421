using HmRnnInk.App.Background;

namespace HmRnnInk.App.Tests.Background;

public sealed class BackgroundWorkTests
{
    [Fact]
    public void Results_AreDeliveredOnlyByPoll()
    {
        using var work = new BackgroundWork(inline: false);
        int done = 0;
        work.Do(() => 41, result => done = result + 1);
        Assert.Equal(0, done);
        Programs.WaitUntil(() =>
        {
            work.Poll();
            return done == 42;
        });
    }

    [Fact]
    public void ExceptionOfAJob_IsThrownByPollOnce_AndLaterJobsRun()
    {
        using var work = new BackgroundWork(inline: false);
        bool done = false;
        work.Do<int>(() => throw new FormatException("unexpected"), _ => { });
        work.Do(() => 1, _ => done = true);
        FormatException? thrown = null;
        Programs.WaitUntil(() =>
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
        });
        Assert.Equal("unexpected", thrown?.Message);
        work.Poll(); // does not throw it again
    }
}
