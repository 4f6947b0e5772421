using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>On or off.</summary>
public sealed class Switch(string label) : Control(label)
{
    public required Func<bool> Read { get; init; }

    public required Action<bool> Write { get; init; }

    /// <summary>A line below the label, such as what it works by now; null for none.</summary>
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

    /// <summary>A switch of a setting.</summary>
    /// <param name="detail">As <see cref="Detail"/>.</param>
    public static Switch Of<TOwner>(Setting<TOwner, bool> setting, Func<TOwner> read, Action<TOwner> write, Func<string>? detail = null) => new(setting.Label)
    {
        Detail = detail,
        Read = () => setting.Get(read()),
        Write = on => write(setting.Set(read(), on)),
    };
}
