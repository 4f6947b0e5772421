using System.Text.Json;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests;

public class StatusReportTests
{
    [Fact]
    public void OutputThatCannotBeWritten_EndsTheReport_NotTheProgram()
    {
        var output = new FullWriter();
        var report = new StatusReport(output, engine: () => null);
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        for (int frame = 0; frame < 3; frame++) report.Write(ink, frame, frame);
        report.NoteSaved("page.hmink");
        Assert.Equal(1, output.Lines);
    }

    [Fact]
    public void RowsOfAStroke_AreReportedTenAtATime_AndAllOfThemAtItsEnd()
    {
        using var output = new StringWriter();
        var report = new StatusReport(output, engine: () => null);
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        ink.PenDown(new(200, 120, 0));
        for (int point = 1; point < 60; point++)
        {
            ink.PenMove(new(200 + 4 * point, 120, 0.015 * point));
            report.Update(ink, point, 0.015 * point);
        }

        ink.PenUp(new(440, 120, 0.9));
        report.Update(ink, 60, 0.9);

        int[] rows = [.. output.ToString().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.PersonRows)];
        Assert.Equal([10, 20, 30, 40, 50, ink.Rows.Count], rows[1..]);
    }

    /// <summary>An output to which nothing can be written, as on a full disk.</summary>
    private sealed class FullWriter : StringWriter
    {
        /// <summary>The number of lines that should have been written.</summary>
        public int Lines { get; private set; }

        public override void WriteLine(string? value)
        {
            Lines++;
            throw new IOException("No space left on device");
        }
    }
}
