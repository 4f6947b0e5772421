using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Watch;

namespace HmRnnInk.App.Tests.Watch;

public class WatchReportTests
{
    [Fact]
    public void OutputThatCannotBeWritten_EndsTheReport_NotTheProgram()
    {
        var output = new FullWriter();
        var report = new WatchReport(output);
        var timeline = new WatchTimeline();
        WatchLayout layout = WatchLayout.Fit(900, 640, 1, MadeUpRun.Line(), layers: 3, views: 1);
        report.Update(timeline, layout);
        timeline.Take(MadeUpRun.Listing(1000, 2000));
        report.Update(timeline, layout);
        report.NoteSaved("run.png");
        Assert.Equal(1, output.Lines);
    }
}
