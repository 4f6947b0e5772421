using System.Globalization;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A figure between two ends, dragged along a track or moved by arrows.</summary>
public sealed class Slider(string label) : Control(label)
{
    /// <summary>From the control's top to its track's middle; room at both ends for the knob.</summary>
    public const float TrackY = 31, KnobRadius = 7;

    private double _shownValue = double.NaN;
    private string _shown = "";

    public required double Least { get; init; }

    public required double Most { get; init; }

    /// <summary>What an arrow changes: added, or on a logarithmic track a factor. With Shift five of them.</summary>
    public required double Step { get; init; }

    /// <summary>Whether equal ways on the track are equal factors; <see cref="Least"/> is above 0 then.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether the very end of the track stands for infinity.</summary>
    public bool EndsInInfinity { get; init; }

    public required Func<double> Read { get; init; }

    public required Action<double> Write { get; init; }

    /// <summary>The figure for people; asked again only when it changes.</summary>
    public Func<double, string> Format { get; init; } = value => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>What the ends mean, below the track; null for nothing.</summary>
    public (string Least, string Most)? Ends { get; init; }

    public override float Height => Ends is null ? 46 : 60;

    /// <summary>The figure as it is shown.</summary>
    public string Text
    {
        get
        {
            double value = Read();
            if (value != _shownValue) (_shownValue, _shown) = (value, Format(value));
            return _shown;
        }
    }

    /// <summary>Where the figure is on the track, 0 to 1.</summary>
    public float Share
    {
        get
        {
            double value = Read();
            if (double.IsPositiveInfinity(value)) return 1;
            double share = Logarithmic ? Math.Log(value / Least) / Math.Log(Most / Least) : (value - Least) / (Most - Least);
            return (float)Math.Clamp(share, 0, EndsInInfinity ? 0.97 : 1);
        }
    }

    public override void Press(float x, float y) => Drag(x, y);

    public override void Drag(float x, float y)
    {
        double share = Math.Clamp((x - Bounds.X - KnobRadius) / Math.Max(1, Bounds.Width - 2 * KnobRadius), 0, 1);
        if (EndsInInfinity && share > 0.985) Write(double.PositiveInfinity);
        else Write(Round(Logarithmic ? Least * Math.Pow(Most / Least, share) : Least + share * (Most - Least)));
    }

    public override bool Key(InkKey key, KeyModifiers modifiers)
    {
        int steps = modifiers.HasFlag(KeyModifiers.Shift) ? 5 : 1;
        switch (key)
        {
            case InkKey.Right or InkKey.Up: Move(steps); return true;
            case InkKey.Left or InkKey.Down: Move(-steps); return true;
            case InkKey.Home: Write(Least); return true;
            case InkKey.End: Write(EndsInInfinity ? double.PositiveInfinity : Most); return true;
            default: return false;
        }
    }

    private void Move(int steps)
    {
        double value = Read();
        if (double.IsPositiveInfinity(value))
        {
            if (steps < 0) Write(Most);
            return;
        }

        double moved = Logarithmic ? value * Math.Pow(Step, steps) : value + steps * Step;
        if (EndsInInfinity && moved > Most && value >= Most * 0.999) Write(double.PositiveInfinity);
        else Write(Math.Clamp(Round(moved), Least, Most));
    }

    /// <summary>A linear figure to a whole number of steps; a logarithmic one to three figures.</summary>
    private double Round(double value)
    {
        if (!Logarithmic) return Math.Round(Math.Round(value / Step) * Step, 6);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        return Math.Clamp(Math.Round(Math.Round(value / unit) * unit, 6), Least, Most);
    }
}
