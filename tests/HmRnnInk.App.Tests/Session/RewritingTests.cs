using HmRnnInk.App.Inference;

namespace HmRnnInk.App.Tests.Session;

public sealed class RewritingTests
{
    [Fact]
    public void SeveralStrokes_AreReplacedByAsManyStrokes()
    {
        var rewriting = new Rewriting(new RowRange(0, 12), layer: null, count: 2, done: _ => { });
        bool[] complete = [.. Enumerable.Range(0, 6).Select(row => rewriting.Take(
            new InferenceResult(1, row, new(1, 0, PenUp: row is 2 or 5), new RowTrace(0, 0, 0, 0), Written: true)))];
        Assert.Equal([false, false, false, false, false, true], complete);
    }
}
