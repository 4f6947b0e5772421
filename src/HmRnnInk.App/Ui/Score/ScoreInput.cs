using HmRnnInk.App.Input;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Score;

/// <summary>Handles the pointer on the score: it highlights segments and scrolls, and a click lets the model continue from a row.</summary>
public sealed class ScoreInput(ScoreView score, LiveInk ink, Look look) : IInputTarget
{
    public bool Contains(float x, float y) => score.Contains(x, y);

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
                score.PointTo(input.X, input.Y, seconds);
                score.Update(look.Colours.Layer, seconds);
                if (score.Light is { } light) ink.Turn.GoOnFrom(light.Row, seconds);
                return true;
            case InputKind.PenMove:
                score.PointTo(input.X, input.Y, seconds);
                return true;
            case InputKind.Scroll:
                score.Scroll(input.Y);
                return true;
            default:
                return false;
        }
    }
}
