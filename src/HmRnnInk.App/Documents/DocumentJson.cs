using System.Text.Json.Serialization;

namespace HmRnnInk.App.Documents;

/// <summary>Generated code for the JSON of documents, which needs no reflection: camelCase, without members that are null.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = DocumentLimits.MaximumDepth)]
[JsonSerializable(typeof(DocumentHeader))]
[JsonSerializable(typeof(DocumentV1))]
internal sealed partial class DocumentJson : JsonSerializerContext;
