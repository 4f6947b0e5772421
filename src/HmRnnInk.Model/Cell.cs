using System.Text.Json.Serialization;

namespace HmRnnInk.Model;

/// <summary>The recurrent cell of a model.</summary>
public enum Cell
{
    /// <summary>Hierarchical Multiscale LSTM (Chung, Ahn and Bengio 2017, arXiv 1609.01704).</summary>
    [JsonStringEnumMemberName("hm-lstm")]
    HmLstm,

    /// <summary>A stack of plain LSTM layers with the same embedding, output module and head.</summary>
    [JsonStringEnumMemberName("lstm")]
    Lstm,
}
