using System.Globalization;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A slider for a number, changed by dragging or with the arrow keys.</summary>
internal sealed class Slider(string label) : Control(label)
{
    /// <summary>The distance from the top of the control to the middle of the track, and the radius of the knob.</summary>
    public const float TrackY = 31, KnobRadius = 7;

    private double _shownValue = double.NaN;
    private string _shown = "";

    public required NumberRange Range { get; init; }

    public required Func<double> Read { get; init; }

    public required Action<double> Write { get; init; }

    /// <summary>Formats the number. It is called only when the number changes.</summary>
    public Func<double, string> Format { get; init; } = value => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Labels below the ends of the track; null for none.</summary>
    public (string Minimum, string Maximum)? Ends { get; init; }

    public override float Height => Ends is null ? 46 : 60;

    /// <summary>The formatted number.</summary>
    public string Text
    {
        get
        {
            double value = Read();
            if (value != _shownValue) (_shownValue, _shown) = (value, Format(value));
            return _shown;
        }
    }

    /// <summary>The position of the knob on the track, 0 to 1.</summary>
    public float KnobPosition => (float)Range.ShareOf(Read());

    public override void Press(float x, float y) => Drag(x, y);

    public override void Drag(float x, float y)
    {
        double share = Math.Clamp((x - Bounds.X - KnobRadius) / Math.Max(1, Bounds.Width - 2 * KnobRadius), 0, 1);
        Write(Range.At(share));
    }

    public override bool Key(InkKey key, KeyModifiers modifiers)
    {
        int steps = modifiers.HasFlag(KeyModifiers.Shift) ? 5 : 1;
        switch (key)
        {
            case InkKey.Right or InkKey.Up: Write(Range.Moved(Read(), steps)); return true;
            case InkKey.Left or InkKey.Down: Write(Range.Moved(Read(), -steps)); return true;
            case InkKey.Home: Write(Range.Minimum); return true;
            case InkKey.End: Write(Range.AllowsInfinity ? double.PositiveInfinity : Range.Maximum); return true;
            default: return false;
        }
    }

    /// <summary>Creates a slider for a setting.</summary>
    /// <param name="shownWhen">See <see cref="Control.ShownWhen"/>.</param>
    public static Slider Of<TOwner>(
        NumberSetting<TOwner> setting, Func<TOwner> read, Action<TOwner> write, Func<bool>? shownWhen = null) => new(setting.Label)
        {
            ShownWhen = shownWhen,
            Range = setting.Range,
            Ends = setting.Ends,
            Format = setting.Format,
            Read = () => setting.Get(read()),
            Write = value => write(setting.Set(read(), value)),
        };
}
