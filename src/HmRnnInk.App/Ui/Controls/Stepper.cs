using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A whole number with a button on each side.</summary>
internal sealed class Stepper(string label) : Control(label)
{
    /// <summary>Widths of a button and of the number between the buttons.</summary>
    public const float ButtonWidth = 26, NumberWidth = 44;

    private int _shownValue = int.MinValue;
    private string _shown = "";

    public required Func<int> Read { get; init; }

    public required Action<int> Write { get; init; }

    public int Minimum { get; init; }

    /// <summary>Gives the maximum, which may change with the model.</summary>
    public required Func<int> Maximum { get; init; }

    /// <summary>Whether the minimum comes after the maximum.</summary>
    public bool Wraps { get; init; }

    public override float Height => 34;

    /// <summary>The formatted number.</summary>
    public string Text
    {
        get
        {
            int value = Read();
            if (value != _shownValue) (_shownValue, _shown) = (value, value.ToString(CultureInfo.InvariantCulture));
            return _shown;
        }
    }

    public Box Less => new(Bounds.Right - 2 * ButtonWidth - NumberWidth, Bounds.CentreY - 12, ButtonWidth, 24);

    public Box More => new(Bounds.Right - ButtonWidth, Bounds.CentreY - 12, ButtonWidth, 24);

    public override void Press(float x, float y)
    {
        if (Less.Contains(x, y)) Move(-1);
        else if (More.Contains(x, y)) Move(1);
    }

    public override bool Key(InkKey key, KeyModifiers modifiers)
    {
        int steps = modifiers.HasFlag(KeyModifiers.Shift) ? 10 : 1;
        switch (key)
        {
            case InkKey.Right or InkKey.Up: Move(steps); return true;
            case InkKey.Left or InkKey.Down: Move(-steps); return true;
            case InkKey.Home: Write(Minimum); return true;
            case InkKey.End: Write(Maximum()); return true;
            default: return false;
        }
    }

    private void Move(int steps)
    {
        int maximum = Maximum(), count = maximum - Minimum + 1, value = Read() + steps;
        if (count <= 0) return;
        Write(Wraps ? Minimum + ((value - Minimum) % count + count) % count : Math.Clamp(value, Minimum, maximum));
    }

    /// <summary>Creates a stepper for a setting that is a whole number.</summary>
    public static Stepper Of<TOwner>(NumberSetting<TOwner> setting, Func<TOwner> read, Action<TOwner> write,
        Func<bool>? enabledWhen = null) => new(setting.Label)
        {
            Minimum = (int)setting.Range.Minimum,
            Maximum = () => (int)setting.Range.Maximum,
            EnabledWhen = enabledWhen,
            Read = () => (int)setting.Get(read()),
            Write = value => write(setting.Set(read(), value)),
        };
}
