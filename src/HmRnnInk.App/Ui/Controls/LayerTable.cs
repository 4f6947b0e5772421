using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>What the boundaries of each layer are worth: the score's figures, for when there is no score.</summary>
public sealed class LayerTable(LiveMeter meter) : Control("")
{
    public const float RowHeight = 20;

    public LiveMeter Meter => meter;

    public override float Height => (meter.Layers.Length + 2) * RowHeight + 4;

    public override bool CanFocus => false;
}
