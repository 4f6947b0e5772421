using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A switch that is on or off.</summary>
internal sealed class Switch(string label) : Control(label)
{
    public required Func<bool> Read { get; init; }

    public required Action<bool> Write { get; init; }

    /// <summary>Gives a line below the label, such as the current effect; null for none.</summary>
    public Func<string>? Detail { get; init; }

    public override float Height => Detail is null ? 34 : 50;

    public override void Press(float x, float y) => Write(!Read());

    public override bool Key(InkKey key, KeyModifiers modifiers)
    {
        switch (key)
        {
            case InkKey.Space or InkKey.Enter: Write(!Read()); return true;
            case InkKey.Right or InkKey.Up: Write(true); return true;
            case InkKey.Left or InkKey.Down: Write(false); return true;
            default: return false;
        }
    }

    /// <summary>Creates a switch for a setting.</summary>
    /// <param name="detail">See <see cref="Detail"/>.</param>
    public static Switch Of<TOwner>(Setting<TOwner, bool> setting, Func<TOwner> read, Action<TOwner> write, Func<string>? detail = null) =>
        new(setting.Label)
        {
            Detail = detail,
            Read = () => setting.Get(read()),
            Write = on => write(setting.Set(read(), on)),
        };
}
