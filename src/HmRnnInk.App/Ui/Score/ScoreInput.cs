using HmRnnInk.App.Colours;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Score;

/// <summary>
/// Handles the pointer on the score: it highlights segments and scrolls, a click lets the model continue from a row, and a click on a name
/// colours the ink by that layer.
/// </summary>
public sealed class ScoreInput(ScoreView score, LiveInk ink, Look look) : IInputTarget
{
    public bool Contains(float x, float y) => score.Contains(x, y);

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
                score.PointTo(input.Point with { TimeSeconds = seconds });
                score.Update(look.Colours.Layer, seconds);
                if (input.X < score.Layout.Left) ChooseLayer(score.Layout.LaneAt(input.Y));
                else if (score.Light is { } light) ink.Turn.GoOnFrom(light.Row, seconds);
                return true;
            case InputKind.PenMove:
                score.PointTo(input.Point with { TimeSeconds = seconds });
                return true;
            case InputKind.Scroll:
                score.Scroll(input.Y);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A click on the name of a lane colours the ink by that layer.</summary>
    private void ChooseLayer(int lane)
    {
        if (lane == ScoreLayout.PenLane) return;
        ColourScheme colours = look.Colours.IsOfLayer ? look.Colours : look.Colours with { Mode = ColourMode.Segments };
        look.Change(colours with { Layer = lane });
    }
}
