using HmRnnInk.Model;

namespace HmRnnInk.Torch;

/// <summary>Chooses what runs the recurrent layers of a model.</summary>
public static class Recurrences
{
    public static IRecurrence For(ModelConfig config) => config.Cell == Cell.HmLstm ? new EagerHmLstm(config) : new EagerLstm(config);
}
