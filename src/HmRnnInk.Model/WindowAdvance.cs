using System.Text.Json.Serialization;

namespace HmRnnInk.Model;

/// <summary>When a <see cref="TextWindow"/> moves along its text.</summary>
public enum WindowAdvance
{
    /// <summary>At each step, as in Graves (2013).</summary>
    [JsonStringEnumMemberName("steps")]
    Steps,

    /// <summary>When the bottom layer of an HM-LSTM ends a segment.</summary>
    [JsonStringEnumMemberName("boundaries")]
    Boundaries,
}
