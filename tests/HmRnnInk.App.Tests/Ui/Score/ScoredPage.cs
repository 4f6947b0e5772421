using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Tests.Ui.Score;

/// <summary>A page with ink of a scripted model, and its score.</summary>
internal sealed class ScoredPage
{
    private readonly LayerSegments _segments = new();
    private readonly RowIndex _index = new();

    public ScoredPage(float width = 1280)
    {
        View = new ScoreView(Page.Ink, _segments, _index)
        {
            Layout = ScoreLayout.On(PageLayout.Fit(width, 800, 25, new PanelRoom(0, ScoreLayout.HeightIn(width, 800, 3))), 3, 1),
            Shown = true,
        };
        Paint = new InkPaint(_segments.Number, Page.Ink.Hiddens);
    }

    /// <summary>For a model whose layers have no names.</summary>
    public static LayerNames NoNames { get; } = new(() => null);

    public TestPage Page { get; } = new(new LiveSettings { StepCap = 150, Speed = 8 }, new ScriptedEngine(stepUnits: 25));

    public LiveInk Ink => Page.Ink;

    public ScoreView View { get; }

    public ScoreLayout Layout => View.Layout;

    public InkPaint Paint { get; }

    /// <summary>Writes a stroke, and lets the model continue until it stops.</summary>
    public ScoredPage Write()
    {
        Page.Loops(130, 144, 8);
        Page.Wait(4);
        Update();
        return this;
    }

    public void Update(int layer = 0)
    {
        int changed = Ink.TakeChanges();
        _segments.Update(Ink.Rows, changed, Ink.Layers);
        _index.Update(Ink.RowSpan, changed);
        View.Update(layer, Page.Seconds);
    }

    /// <summary>Points at a row in a lane.</summary>
    public void Point(int row, int lane)
    {
        View.PointTo(new InkPoint(Layout.XOf(row, View.End) + Layout.StepWidth / 2, Layout.Bottom(lane) - 4, Page.Seconds));
        Update();
    }

    /// <summary>Points at the ink of a row, and rests.</summary>
    public void PointAtInk(int row, int layer)
    {
        View.PointTo(new InkPoint(Ink.Rows[row].X, Ink.Rows[row].Y, Page.Seconds));
        Page.Wait(0.2);
        Update(layer);
    }
}
