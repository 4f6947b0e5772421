using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A table with the statistics of each layer. The score shows the same ones.</summary>
internal sealed class LayerTable(LiveMeter meter) : Control("")
{
    public const float RowHeight = 20;

    public LiveMeter Meter => meter;

    public override float Height => (meter.Layers.Length + 2) * RowHeight + 4;

    public override bool CanFocus => false;
}
