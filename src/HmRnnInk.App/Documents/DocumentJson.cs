using System.Text.Json.Serialization;

namespace HmRnnInk.App.Documents;

/// <summary>The JSON form of documents, made when the program is built: camelCase, without what is null.</summary>
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
